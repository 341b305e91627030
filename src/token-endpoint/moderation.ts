import { callAws, type IvsChatClient } from './aws-commands.js';
import type { BanStore } from './ban-store.js';
import { describeError, logToConsole, type Log } from './log.js';
import { RoomList } from './rooms.js';

export interface ModerationOptions {
  readonly client: IvsChatClient;
  /** ARNs of the rooms; the first is the default. */
  readonly rooms: readonly string[];
  /** The same store that the token endpoint asks. */
  readonly bans: BanStore;
  /**
   * Runs a task later: the second disconnect of a ban. Default: a timer that does not keep the process alive. Where processes
   * sleep between requests (Lambda), hand the task to a queue or a scheduler.
   */
  readonly schedule?: ((task: () => Promise<void>, delayMs: number) => void) | undefined;
  readonly log?: Log | undefined;
}

/** A room's ARN; default: the first of the list. One outside the list is refused with EndpointError 403. */
interface InRoom {
  readonly room?: string | undefined;
}

/**
 * What a server does in its rooms. These functions ask nobody for permission: call them for your own reasons, or for a
 * moderator whose session you have checked. All reject with EndpointError.
 */
export interface Moderation {
  /** Deletes a message for everyone; `reason` 1 to 256 characters. */
  deleteMessage(what: InRoom & { readonly messageId: string; readonly reason?: string | undefined }): Promise<void>;
  /** Closes every connection of the user, who may come back; `reason` 1 to 256 characters. */
  disconnectUser(whom: InRoom & { readonly userId: string; readonly reason?: string | undefined }): Promise<void>;
  /** Sends an application event to everyone: name 1 to 100 characters, attributes at most 1 KB in all. */
  sendEvent(
    event: InRoom & { readonly eventName: string; readonly attributes?: Readonly<Record<string, string>> | undefined },
  ): Promise<{ readonly id: string | undefined }>;
  /** Refuses tokens to the user from now on and disconnects them, as AWS describes banning. The ban holds if the latter fails. */
  ban(
    whom: InRoom & { readonly userId: string; readonly reason?: string | undefined; readonly bannedBy?: string | undefined },
  ): Promise<void>;
  /** Lets the user have tokens again. */
  unban(whom: InRoom & { readonly userId: string }): Promise<void>;
}

/** A token opens a connection for one minute after it was made: by then a banned user's hoard is stale. */
const secondDisconnectDelayMs = 65_000;

/** @throws TypeError when an option cannot work. */
export function createModeration(options: ModerationOptions): Moderation {
  const { client, bans, schedule = runLater, log = logToConsole } = options;
  const rooms = new RoomList(options.rooms);
  const inRoom = (room: string | undefined) => rooms.check(room ?? rooms.first);

  const disconnectUser: Moderation['disconnectUser'] = async ({ room, userId, reason }) => {
    await callAws(client, 'DisconnectUser', { roomIdentifier: inRoom(room), userId, ...(reason !== undefined && { reason }) });
  };

  return {
    disconnectUser,

    async deleteMessage({ room, messageId, reason }) {
      const input = { roomIdentifier: inRoom(room), id: messageId, ...(reason !== undefined && { reason }) };
      await callAws(client, 'DeleteMessage', input);
    },

    async sendEvent({ room, eventName, attributes }) {
      const input = { roomIdentifier: inRoom(room), eventName, ...(attributes !== undefined && { attributes }) };
      const { id } = (await callAws(client, 'SendEvent', input)) as { id?: string };
      return { id };
    },

    async ban({ room: asked, userId, reason, bannedBy }) {
      const room = inRoom(asked);
      await bans.add({
        room,
        userId,
        ...(reason !== undefined && { reason }),
        ...(bannedBy !== undefined && { bannedBy }),
        bannedAt: new Date().toISOString(),
      });
      schedule(async () => {
        try {
          if (await bans.has(room, userId)) await disconnectUser({ room, userId, reason });
        } catch (error) {
          log(`[ivs-chat-elements] The second disconnect of a banned user failed: ${describeError(error)}`);
        }
      }, secondDisconnectDelayMs);
      await disconnectUser({ room, userId, reason });
    },

    async unban({ room, userId }) {
      await bans.remove(inRoom(room), userId);
    },
  };
}

function runLater(task: () => Promise<void>, delayMs: number): void {
  const timer: unknown = setTimeout(() => void task(), delayMs);
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref();
}
