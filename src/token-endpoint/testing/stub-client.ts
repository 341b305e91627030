import type { IvsChatClient } from '../aws-commands.js';

export interface SentCommand {
  readonly name: string;
  readonly input: Record<string, unknown>;
}

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Record<string, unknown>;
}

/** Stands for AWS: notes each command, and answers tokens that tell whom they were made for. */
export class StubClient implements IvsChatClient {
  readonly sent: SentCommand[] = [];
  /** Thrown by the next calls when set. */
  failure: unknown = undefined;
  delayMs = 0;
  /** Called while a command is under way. */
  onSend: () => void | Promise<void> = () => undefined;

  async send(command: Command): Promise<unknown> {
    this.sent.push({ name: command.constructor.name, input: command.input });
    await this.onSend();
    if (this.delayMs > 0) await new Promise((done) => setTimeout(done, this.delayMs));
    if (this.failure !== undefined) throw this.failure;
    if (command.constructor.name === 'SendEventCommand') return { id: 'EventId00001' };
    if (command.constructor.name !== 'CreateChatTokenCommand') return {};
    return {
      token: `token-of-${String(command.input['userId'])}`,
      tokenExpirationTime: new Date('2026-01-01T00:01:00Z'),
      sessionExpirationTime: new Date('2026-01-01T01:00:00Z'),
    };
  }
}

/** An error as the AWS SDK throws it. */
export function awsError(name: string, message = 'AWS says why.', extra: object = {}): Error {
  return Object.assign(new Error(message), { name, ...extra });
}
