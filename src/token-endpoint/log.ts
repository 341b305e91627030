/** Takes one line about something that the page's owner should look at. Never holds a chat token. */
export type Log = (line: string) => void;

const maxQuotedLength = 300;

export const logToConsole: Log = (line) => console.error(line);

/** Text from elsewhere for a log line: in quotes, escaped, cut, so that it cannot forge a line of its own. */
export function quote(text: string): string {
  return JSON.stringify(text.slice(0, maxQuotedLength)).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** An error in one line: its class and its words, quoted. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${quote(error.message)}` : quote(String(error));
}
