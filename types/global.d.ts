/**
 * `IVSChat`, what the classic script `ivs-chat.iife.js` sets. Once in your project: `import type {} from 'ivs-chat-elements/types/global';`
 * or, where nothing is imported, `/// <reference types="ivs-chat-elements/types/global" />`
 */
import type * as Package from '../dist/index.js';

declare global {
  // A constant would be no property of the window.
  var IVSChat: typeof Package;
}
