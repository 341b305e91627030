/** Express 5. A body parser before it does no harm. */
import express from 'express';
import { createTokenEndpoint, toNodeListener } from 'ivs-chat-elements/token-endpoint';
import { chat } from './chat.js';

const app = express();
app.use(express.json());
app.all('/chat/token', toNodeListener(createTokenEndpoint(chat)));

export const server = app.listen(Number(process.env['PORT'] ?? 8082));
