/** Plain Node: `tsx node-http.ts`, then POST to http://localhost:8081/chat/token. */
import { createServer } from 'node:http';
import { createTokenEndpoint, toNodeListener } from 'ivs-chat-elements/token-endpoint';
import { chat } from './chat.js';

const token = toNodeListener(createTokenEndpoint(chat));

export const server = createServer((request, response) => {
  if (request.url === '/chat/token') token(request, response);
  else response.writeHead(404).end();
}).listen(Number(process.env['PORT'] ?? 8081));
