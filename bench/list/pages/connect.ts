/** A message as the service writes it. */
export interface WireMessage {
  readonly Type: string;
  readonly Id: string;
  readonly Content: string;
  readonly SendTime: string;
  readonly Attributes: Readonly<Record<string, string>> | null;
  readonly Sender: { readonly UserId: string; readonly Attributes: Readonly<Record<string, string>> | null };
}

/** The least that a chat can do: a token, a socket, and `JSON.parse`. */
export async function connect(onMessage: (message: WireMessage) => void): Promise<void> {
  const answer = await fetch(window.bench.info.token, { method: 'POST' });
  const { token, socketUrl } = (await answer.json()) as { token: string; socketUrl: string };
  const socket = new WebSocket(socketUrl, token);
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data as string) as WireMessage;
    if (frame.Type === 'MESSAGE') onMessage(frame);
  };
}

export function nameOf({ Sender }: WireMessage): string {
  return Sender.Attributes?.['displayName'] ?? Sender.UserId;
}

const formatter = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
let latest = { minute: 0, text: '' };

/** Messages of one minute come one after the other. */
export function timeOf(date: Date): string {
  const minute = Math.floor(date.getTime() / 60_000);
  if (minute !== latest.minute) latest = { minute, text: formatter.format(date) };
  return latest.text;
}
