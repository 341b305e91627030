/** Vite's dev server: `plugins: [chatToken()]` in vite.config.ts, for development only. */
import { createTokenEndpoint, toNodeListener } from 'ivs-chat-elements/token-endpoint';
import type { Plugin } from 'vite';
import { chat } from './chat.js';

export const chatToken = (): Plugin => ({
  name: 'chat-token',
  configureServer({ middlewares }) {
    middlewares.use('/chat/token', toNodeListener(createTokenEndpoint(chat)));
  },
});
