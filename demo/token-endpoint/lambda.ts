/** An AWS Lambda function URL (also API Gateway's HTTP API). Leave the URL's own CORS settings off. */
import { createTokenEndpoint, toLambdaHandler } from 'ivs-chat-elements/token-endpoint';
import { chat } from './chat.js';

export const handler = toLambdaHandler(createTokenEndpoint(chat));
