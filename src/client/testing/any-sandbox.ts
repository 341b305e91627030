import type { ChatCapability, ChatToken } from '../index.js';

/** A room of a sandbox, worked through its hooks: the same in a browser, where it runs beside the test runner, and in Node. */
export interface SandboxRoom {
  readonly socketUrl: string;
  createToken(userId: string, capabilities?: readonly ChatCapability[], minutes?: number): Promise<ChatToken>;
  /** `POST /sandbox/hooks/<name>` */
  hook<Answer = unknown>(name: string, what?: object): Promise<Answer>;
  close(): Promise<void>;
}

interface Address {
  readonly url: string;
  readonly socketUrl: string;
  close?(): Promise<void>;
}

/** A fresh room of its own, so that tests do not meet. */
export async function openSandboxRoom(rules: object = {}): Promise<SandboxRoom> {
  const isNode = typeof (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node === 'string';
  const address = isNode ? await startSandbox() : ((await (await fetch('/__sandbox__')).json()) as Address);
  const call = async <Answer>(name: string, what: object): Promise<Answer> => {
    const response = await fetch(`${address.url}/sandbox/hooks/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(what),
    });
    if (!response.ok) throw new Error(`hook ${name} answered ${response.status}: ${await response.text()}`);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  const { roomArn } = await call<{ roomArn: string }>('createRoom', { messagesPerSecond: null, ...rules });
  return {
    socketUrl: address.socketUrl,
    createToken: (userId, capabilities = [], sessionDurationInMinutes = 60) =>
      call('createToken', { roomIdentifier: roomArn, userId, capabilities, sessionDurationInMinutes }),
    hook: (name, what = {}) => call(name, { roomArn, ...what }),
    close: async () => address.close?.(),
  };
}

async function startSandbox(): Promise<Address> {
  // Not written as a literal, so that no browser tool follows it.
  const module = new URL('../../../demo/server/sandbox.js', import.meta.url).href;
  const { createSandbox } = (await import(module)) as { createSandbox(options: object): Promise<Address> };
  return createSandbox({ port: 0, hooks: true });
}
