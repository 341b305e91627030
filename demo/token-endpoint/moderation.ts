/** Tokens and a moderator's acts beside each other, with bans in a file. */
import { createServer } from 'node:http';
import { createModerationEndpoint, createTokenEndpoint, toNodeListener } from 'ivs-chat-elements/token-endpoint';
import { chat } from './chat.js';
import { openBanFile } from './file-ban-store.js';

const bans = await openBanFile(process.env['BANS_FILE'] ?? 'bans.json');
const token = toNodeListener(createTokenEndpoint({ ...chat, bans }));
const moderate = toNodeListener(createModerationEndpoint({ ...chat, bans }));

export const server = createServer((request, response) => {
  if (request.url === '/chat/token') token(request, response);
  else if (request.url?.startsWith('/chat/moderate/')) moderate(request, response);
  else response.writeHead(404).end();
}).listen(Number(process.env['PORT'] ?? 8083));
