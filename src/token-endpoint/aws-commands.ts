import { awsRefusal } from './aws-errors.js';
import { EndpointError } from './endpoint-error.js';

/** Anything with the AWS client's `send(command)`: an `IvschatClient`, a wrapper, a stub. */
export interface IvsChatClient {
  send(command: never, options?: never): Promise<unknown>;
}

type Sdk = typeof import('@aws-sdk/client-ivschat');
export type Operation = 'CreateChatToken' | 'DeleteMessage' | 'DisconnectUser' | 'SendEvent';

const callTimeoutMs = 10_000;
let sdk: Promise<Sdk> | undefined;

/**
 * Loads the SDK's commands. A written-out `import()` is found by every bundler, left alone where the SDK is external (as in
 * Lambda, which brings it along), and asks for the optional peer only where an endpoint is really made.
 */
function loadSdk(): Promise<Sdk> {
  sdk ??= import('@aws-sdk/client-ivschat').catch((cause: unknown) => {
    sdk = undefined;
    throw new EndpointError(500, 'Cannot load @aws-sdk/client-ivschat: install it beside ivs-chat-elements.', { cause });
  });
  return sdk;
}

/** Starts loading early, so that the first request does not wait for it. */
export function warmUp(): void {
  loadSdk().catch(() => undefined);
}

/**
 * Sends one command with exactly this input.
 * @throws EndpointError
 */
export async function callAws(client: IvsChatClient, operation: Operation, input: object): Promise<object> {
  const commands = await loadSdk();
  const Command = commands[`${operation}Command`] as unknown as new (input: object) => object;
  try {
    const options = { abortSignal: AbortSignal.timeout(callTimeoutMs) };
    return ((await client.send(new Command(input) as never, options as never)) as object | undefined) ?? {};
  } catch (error) {
    throw awsRefusal(operation, error);
  }
}
