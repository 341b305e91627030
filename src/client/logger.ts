import { callSafely, reportToHost } from './report-error.js';

/** From the most talkative to the quietest. No level writes a token or the text of a message. */
export type ChatLogLevel = 'debug' | 'info' | 'error';

/** Where log lines go. */
export interface ChatLogger {
  debug(message: string): void;
  info(message: string): void;
  error(message: string): void;
}

/** Writes to the console. */
export class ConsoleLogger implements ChatLogger {
  debug(message: string): void {
    console.debug(message);
  }

  info(message: string): void {
    console.info(message);
  }

  error(message: string): void {
    console.error(message);
  }
}

/**
 * Writes a room's log line: at the level of the moment, and unharmed by a logger that throws or rejects. Line breaks and escape
 * characters are quoted, so that no text can forge a line.
 */
export function writeLog(room: { readonly id: string; readonly logger: ChatLogger; readonly logLevel: ChatLogLevel }, level: ChatLogLevel, text: string): void {
  if (!(RANKS[level] >= RANKS[room.logLevel])) return;
  callSafely(reportToHost, () => room.logger[level](quoted(`Room ${room.id}: ${text}`)));
}

const RANKS: Readonly<Record<ChatLogLevel, number>> = { debug: 0, info: 1, error: 2 };

function quoted(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
