// Before Lit: with it, elements take over what the server rendered instead of rendering it again.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import 'ivs-chat-elements';
