import {
  CreateChatTokenCommand,
  IvschatClient,
  SendEventCommand,
  type CreateChatTokenCommandOutput,
  type IvschatClientConfig,
} from '@aws-sdk/client-ivschat';
import type { Person } from './people.js';
import type { Sandbox } from './sandbox.js';

/** A set-up that cannot work, said in a sentence for the person who starts the demo. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** Tells a browser where the room is: on this server, or in a region of AWS. */
export type RoomAddress = { readonly socketUrl: string } | { readonly region: string };

/** The chat service as the demo's server sees it: through the AWS SDK, with the sandbox or AWS behind it. */
export class ChatBackend {
  readonly kind: 'sandbox' | 'aws';
  readonly client: IvschatClient;
  readonly roomArn: string;
  readonly #region: string;

  constructor(kind: 'sandbox' | 'aws', roomArn: string, config: IvschatClientConfig) {
    this.kind = kind;
    this.roomArn = roomArn;
    this.#region = regionOf(roomArn);
    this.client = new IvschatClient({ region: this.#region, ...config });
  }

  /** Rejects with the SDK's exceptions. */
  async createToken(person: Person): Promise<CreateChatTokenCommandOutput> {
    return this.client.send(
      new CreateChatTokenCommand({
        roomIdentifier: this.roomArn,
        userId: person.name,
        capabilities: [...person.capabilities],
        attributes: { ...person.attributes },
      }),
    );
  }

  /** Rejects with the SDK's exceptions. */
  async sendEvent(eventName: string, attributes: Record<string, string>): Promise<void> {
    await this.client.send(new SendEventCommand({ roomIdentifier: this.roomArn, eventName, attributes }));
  }

  /** `host` is the host and port by which the browser reached this server. */
  address(host: string): RoomAddress {
    return this.kind === 'sandbox' ? { socketUrl: `ws://${host}` } : { region: this.#region };
  }

  /** What a page's `connect-src` has to allow. */
  connectSource(host: string): string {
    return this.kind === 'sandbox' ? `ws://${host}` : `wss://edge.ivschat.${this.#region}.amazonaws.com`;
  }

  /** @throws {SetupError} when there are no AWS credentials */
  async check(): Promise<void> {
    try {
      await this.client.config.credentials();
    } catch {
      throw new SetupError('IVS_CHAT_ROOM_ARN is set, but no AWS credentials were found. Set them up as for the AWS CLI, or unset the variable to use the sandbox.');
    }
  }

  close(): void {
    this.client.destroy();
  }
}

/** The sandbox, asked as one would ask AWS. */
export function createSandboxBackend(sandbox: Sandbox): ChatBackend {
  // The sandbox verifies no signature: any credentials do.
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  return new ChatBackend('sandbox', sandbox.roomArn, { endpoint: sandbox.url, credentials, maxAttempts: 1 });
}

/** A room in AWS, with credentials from where the AWS SDK looks for them. @throws {SetupError} */
export async function createAwsBackend(roomArn: string): Promise<ChatBackend> {
  const backend = new ChatBackend('aws', roomArn, {});
  await backend.check();
  return backend;
}

/** @throws {SetupError} for what is not the ARN of a room */
function regionOf(roomArn: string): string {
  const region = /^arn:aws[a-z-]*:ivschat:([a-z0-9-]+):[0-9]+:room\/[A-Za-z0-9-]+$/.exec(roomArn)?.[1];
  if (region === undefined) {
    throw new SetupError(`IVS_CHAT_ROOM_ARN must look like arn:aws:ivschat:us-west-2:123456789012:room/AbCdEfGhIjKl, but it is "${roomArn}".`);
  }
  return region;
}
