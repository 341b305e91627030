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
