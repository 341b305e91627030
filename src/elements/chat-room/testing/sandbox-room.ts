import type { ChatCapability } from '../../../client/index.js';
import type { RoomTokenProvider, TokenAnswer } from '../token-answer.js';

export interface Person {
  readonly userId: string;
  readonly capabilities?: readonly ChatCapability[];
  /** Whether the answer names the user and what they may do. Default: it does. */
  readonly isNamed?: boolean;
  readonly minutes?: number;
}

/** A room of one's own in the sandbox that runs beside the browser tests. */
export class SandboxRoom {
  readonly socketUrl: string;
  readonly roomArn: string;
  /** Every token that was handed out. */
  readonly tokens: string[] = [];
  readonly #url: string;

  private constructor(url: string, socketUrl: string, roomArn: string) {
    this.#url = url;
    this.socketUrl = socketUrl;
    this.roomArn = roomArn;
  }

  static async create(): Promise<SandboxRoom> {
    const { url, socketUrl } = (await (await fetch('/__sandbox__')).json()) as { url: string; socketUrl: string };
    const { roomArn } = await callHook<{ roomArn: string }>(url, 'createRoom', {});
    return new SandboxRoom(url, socketUrl, roomArn);
  }

  /** Calls a hook of the sandbox for this room. */
  hook<Result = unknown>(name: string, input: Readonly<Record<string, unknown>> = {}): Promise<Result> {
    return callHook(this.#url, name, { roomArn: this.roomArn, ...input });
  }

  async token({ userId, capabilities = ['SEND_MESSAGE'], isNamed = true, minutes = 60 }: Person): Promise<TokenAnswer> {
    const request = { userId, capabilities, roomIdentifier: this.roomArn, sessionDurationInMinutes: minutes };
    const answer = await callHook<TokenAnswer>(this.#url, 'createToken', request);
    this.tokens.push(answer.token);
    return isNamed ? { ...answer, userId, capabilities } : answer;
  }

  provider(person: Person): RoomTokenProvider {
    return () => this.token(person);
  }

  /** Somebody else in the room says something. */
  async say(content: string, userId = 'bob'): Promise<string> {
    const { id } = await this.hook<{ id: string }>('sendMessage', { content, userId });
    return id;
  }

  async connectionCount(): Promise<number> {
    return (await this.hook<unknown[]>('connections')).length;
  }

  /** The requests that arrived, as they were sent. */
  async arrived(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const frames = await this.hook<{ text: string }[]>('arrived');
    return frames.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
  }
}

async function callHook<Result>(url: string, name: string, input: object): Promise<Result> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(input) };
  const response = await fetch(`${url}/sandbox/hooks/${name}`, init);
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Result;
}
