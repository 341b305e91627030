/** Every word that the elements show or announce. Replace any subset of them through the room's `strings` property. */
export interface Strings {
  /** Title and accessible name of a room without a `label`. */
  readonly chat: string;

  // The room: where the connection stands (read with the dot in the header).
  readonly stateConnecting: string;
  readonly stateReconnecting: string;
  readonly stateConnected: string;
  readonly stateDisconnected: string;

  // The room: what its banner says, and its buttons.
  readonly connecting: string;
  readonly reconnecting: string;
  readonly offline: string;
  readonly kicked: string;
  readonly kickedBecause: (reason: string) => string;
  readonly left: string;
  readonly closedByServer: string;
  readonly unreachable: string;
  readonly signIn: string;
  readonly mayNotJoin: string;
  readonly readOnly: string;
  readonly mayNotWrite: string;
  readonly tryAgain: string;
  readonly reconnect: string;
  readonly dismiss: string;

  // The room: why it cannot connect.
  readonly badEndpoint: (endpoint: string) => string;
  readonly noEndpoint: string;
  readonly tokenNotFound: string;
  readonly tokenStatus: (status: number) => string;
  readonly tokenBusy: string;
  readonly tokenWebPage: string;
  readonly tokenEmpty: string;
  readonly tokenGarbage: string;
  readonly tokenTooLarge: string;
  readonly tokenTimeout: string;
  readonly tokenNetwork: string;
  readonly tokenInsecure: string;
  readonly tokenSandboxed: string;
  readonly tokenBadUrl: string;
  readonly tokenFailed: string;

  // Why a request was not accepted.
  readonly notConnected: string;
  readonly connectionLost: string;
  readonly noAnswer: string;
  readonly sendFailed: string;
  readonly sendForbidden: string;
  readonly sendRejected: string;
  readonly sendTooFast: string;
  readonly sendTooLarge: string;
  readonly deleteFailed: string;
  readonly deleteForbidden: string;
  readonly deleteUnknown: string;
  readonly disconnectUserFailed: string;
  readonly disconnectUserForbidden: string;
  readonly tooManyRequests: string;

  // The list.
  /** Accessible name of the list. */
  readonly messages: string;
  readonly noMessages: string;
  readonly jumpToLatest: string;
  readonly newMessages: (count: number) => string;
  /** Where messages are missing that came while somebody read older ones. */
  readonly notShown: (count: number) => string;
  /** Author of an own message while the name is not known yet. */
  readonly you: string;
  /** Author without any visible name. */
  readonly somebody: string;
  /** What a badge means, by its name in lower case; any other name is shown as it is. */
  readonly badge: (name: string) => string;
  /** Mark of an author whose name can be taken for a moderator's. */
  readonly looksLike: (moderator: string) => string;
  readonly sending: string;
  /** Read before the author and the beginning of the message that another one answers. */
  readonly inReplyTo: string;
  /** In place of them when that message is not known. */
  readonly replyToEarlier: string;
  readonly retry: string;
  readonly discard: string;
  readonly messageRemoved: string;
  /** Followed by the moderator's reason. */
  readonly messageRemovedBecause: string;
  /** Accessible name of the tools of a message. */
  readonly tools: string;
  readonly deleteMessage: string;
  readonly removeUser: string;
  readonly deleteMessageTitle: string;
  readonly removeUserTitle: (name: string) => string;
  readonly removeUserNote: string;
  readonly reasonLabel: string;
  readonly cancel: string;
  readonly confirmDelete: string;
  readonly confirmRemove: string;

  // The input.
  readonly messageLabel: string;
  readonly messagePlaceholder: string;
  readonly sendMessage: string;
  /** How much may still be written, in Unicode code points; negative over the limit. */
  readonly charactersLeft: (remaining: number) => string;
  readonly messageTooLong: (limit: number) => string;
  readonly messageRequired: string;
  readonly draftTooLong: (limit: number) => string;
  readonly draftOffline: string;
  readonly draftHeld: string;
  readonly notSent: (reason: string) => string;
}

const badgeNames: ReadonlyMap<string, string> = new Map([
  ['broadcaster', 'Broadcaster'],
  ['moderator', 'Moderator'],
  ['staff', 'Staff'],
  ['subscriber', 'Subscriber'],
  ['verified', 'Verified'],
  ['vip', 'VIP'],
]);

/** The English words. */
export const defaultStrings: Strings = {
  chat: 'Chat',

  stateConnecting: 'Connecting',
  stateReconnecting: 'Reconnecting',
  stateConnected: 'Connected',
  stateDisconnected: 'Not connected',

  connecting: 'Connecting to the chat…',
  reconnecting: 'The connection was lost. Reconnecting…',
  offline: 'You are offline. The chat comes back when your connection does.',
  kicked: 'A moderator removed you from this chat.',
  kickedBecause: (reason) => `A moderator removed you from this chat: ${reason}`,
  left: 'You left the chat.',
  closedByServer: 'The chat closed the connection.',
  unreachable: 'The chat cannot be reached. Trying again…',
  signIn: 'Sign in to chat',
  mayNotJoin: 'You may not join this chat.',
  readOnly: 'This chat is read-only.',
  mayNotWrite: 'You can read this chat but not write in it.',
  tryAgain: 'Try again',
  reconnect: 'Reconnect',
  dismiss: 'Dismiss',

  badEndpoint: (endpoint) => `“${endpoint}” is not a region or address that this chat can connect to.`,
  noEndpoint: 'This chat does not know where to connect: it needs a region.',
  tokenNotFound: 'The address that hands out chat tokens was not found (404).',
  tokenStatus: (status) => `The server that hands out chat tokens answered with error ${status}.`,
  tokenBusy: 'Many people are joining this chat. Trying again shortly…',
  tokenWebPage: 'The server that hands out chat tokens answered with a web page instead of a token.',
  tokenEmpty: 'The server that hands out chat tokens answered with nothing.',
  tokenGarbage: 'The server that hands out chat tokens answered with something that is not a token.',
  tokenTooLarge: 'The server that hands out chat tokens answered with far too much data.',
  tokenTimeout: 'The server that hands out chat tokens takes too long to answer.',
  tokenNetwork: 'The server that hands out chat tokens cannot be reached.',
  tokenInsecure: 'Chat tokens are only fetched over https.',
  tokenSandboxed: 'Inside a sandboxed frame the chat cannot fetch tokens from a URL; the page around the frame has to hand them in.',
  tokenBadUrl: 'The address that hands out chat tokens is not valid.',
  tokenFailed: 'No chat token could be fetched.',

  notConnected: 'You are not connected.',
  connectionLost: 'The connection was lost before the chat answered.',
  noAnswer: 'The chat did not answer in time.',
  sendFailed: 'The message could not be sent.',
  sendForbidden: 'You may not write in this chat.',
  sendRejected: 'The chat did not accept this message.',
  sendTooFast: 'You are sending too fast. Wait a moment.',
  sendTooLarge: 'This message is too long.',
  deleteFailed: 'The message could not be deleted.',
  deleteForbidden: 'You may not delete messages in this chat.',
  deleteUnknown: 'This message is not there any more.',
  disconnectUserFailed: 'The user could not be removed.',
  disconnectUserForbidden: 'You may not remove users from this chat.',
  tooManyRequests: 'That was too fast. Wait a moment.',

  // The list.
  messages: 'Messages',
  noMessages: 'No messages yet',
  jumpToLatest: 'Jump to the latest',
  newMessages: (count) => `${count.toLocaleString('en')} new ${count === 1 ? 'message' : 'messages'}`,
  notShown: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'message' : 'messages'} not shown`,
  you: 'You',
  somebody: 'Somebody',
  badge: (name) => badgeNames.get(name) ?? name,
  looksLike: (moderator) => `Not the moderator ${moderator}, but a similar name`,
  sending: 'Sending',
  inReplyTo: 'In reply to',
  replyToEarlier: 'Reply to an earlier message',
  retry: 'Retry',
  discard: 'Discard',
  messageRemoved: 'Message removed by a moderator',
  messageRemovedBecause: 'Message removed by a moderator:',
  tools: 'Moderation',
  deleteMessage: 'Delete message',
  removeUser: 'Remove user',
  deleteMessageTitle: 'Delete this message?',
  removeUserTitle: (name) => `Remove ${name} from the chat?`,
  removeUserNote: 'This closes their connection to the chat on every device. Their messages stay.',
  reasonLabel: 'Reason (optional)',
  cancel: 'Cancel',
  confirmDelete: 'Delete',
  confirmRemove: 'Remove',

  // The input.
  messageLabel: 'Message',
  messagePlaceholder: 'Send a message',
  sendMessage: 'Send',
  charactersLeft: (remaining) => {
    const count = Math.abs(remaining);
    return `${count} ${count === 1 ? 'character' : 'characters'} ${remaining < 0 ? 'too many' : 'left'}`;
  },
  messageTooLong: (limit) => `A message has at most ${limit} characters.`,
  messageRequired: 'Write a message.',
  draftTooLong: (limit) => `Not sent: a message has at most ${limit} characters. Shorten it and send it again.`,
  draftOffline: 'Not sent: the chat is not connected. Your message is kept here.',
  draftHeld: 'Not sent. Your message is still here.',
  notSent: (reason) => `Not sent. ${reason}`,
};
