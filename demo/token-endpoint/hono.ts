/** Hono, on Node, Bun, Deno, Workers or Lambda: give `app` to your runtime's `serve`. */
import { Hono } from 'hono';
import { createTokenEndpoint } from 'ivs-chat-elements/token-endpoint';
import { chat } from './chat.js';

const token = createTokenEndpoint(chat);

const app = new Hono();
app.all('/chat/token', (context) => token(context.req.raw));

export default app;
