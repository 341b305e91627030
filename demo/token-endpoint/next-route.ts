/** Next.js: `app/chat/token/route.ts`. */
import { createTokenEndpoint } from 'ivs-chat-elements/token-endpoint';
import { chat } from './chat.js';

const token = createTokenEndpoint(chat);

export { token as POST, token as OPTIONS };
