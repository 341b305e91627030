import { RateLimit } from './rate-limit.js';
import { isTarget, type SandboxFaults } from './sandbox-faults.js';
import {
  createId,
  deleteEventAttributes,
  disconnectEventAttributes,
  errorFrame,
  eventFrame,
  formatSendTime,
  messageFrame,
  type Sender,
} from './sandbox-frames.js';
import { mergeRules, type Attributes, type ReviewRequest, type ReviewVerdict, type RoomRules, type SandboxClock } from './sandbox-options.js';
import { countCodePoints, readEnvelope, readFields, readRequest, requestIdOf, RequestRefusal, type ClientRequest } from './sandbox-requests.js';
import type { SandboxSocket } from './sandbox-socket.js';

/** A room: who is in it, what they may do, and what everybody hears of it. */
export class SandboxRoom {
  readonly arn: string;
  readonly members = new Map<SandboxSocket, { readonly sender: Sender; readonly requests: RateLimit }>();
  readonly #clock: SandboxClock;
  readonly #faults: SandboxFaults;
  readonly #messages: RateLimit;
  readonly #deletes: RateLimit;
  readonly #events: RateLimit;
  #rules: RoomRules;

  constructor(arn: string, rules: RoomRules, clock: SandboxClock, faults: SandboxFaults) {
    this.arn = arn;
    this.#rules = rules;
    this.#clock = clock;
    this.#faults = faults;
    this.#messages = new RateLimit(clock);
    this.#deletes = new RateLimit(clock);
    this.#events = new RateLimit(clock);
  }

  get rules(): RoomRules {
    return this.#rules;
  }

  configure(changes: Partial<RoomRules>): void {
    this.#rules = mergeRules(this.#rules, changes);
  }

  join(socket: SandboxSocket, attributes: Attributes): void {
    this.members.set(socket, { sender: { userId: socket.info.userId, attributes }, requests: new RateLimit(this.#clock) });
    socket.after(socket.info.sessionExpires - this.#clock.now(), () => this.endSession(socket));
  }

  leave(socket: SandboxSocket): void {
    this.members.delete(socket);
  }

  endSession(socket: SandboxSocket): void {
    socket.endSession(this.#rules.sessionEndCloseCode, this.#rules.sessionEndGraceMs);
  }

  /** Obeys or refuses a frame of a client; `text` is `undefined` for a binary one. */
  async receive(socket: SandboxSocket, text: string | undefined): Promise<void> {
    if (socket.isLeaving) return;
    const fields = text === undefined ? undefined : readFields(text);
    try {
      await this.#obey(socket, fields);
    } catch (refusal) {
      const [code, message] = refusal instanceof RequestRefusal ? [refusal.errorCode, refusal.message] : [500, 'Something went wrong'];
      socket.send(errorFrame(requestIdOf(fields), code, message));
    }
  }

  /** Tells the room a message; answers with its id. */
  publish(message: { content: string; attributes: Attributes; sender: Sender; requestId?: string; id?: string }): string {
    const id = message.id ?? createId();
    this.#broadcast(messageFrame({ requestId: '', ...message, id, sendTime: this.#sendTime() }, this.#rules));
    return id;
  }

  /** Tells the room an event; answers with its id. */
  publishEvent(eventName: string, attributes: Attributes, requestId = ''): string {
    const id = createId();
    this.#broadcast(eventFrame({ id, requestId, eventName, attributes, sendTime: this.#sendTime() }, this.#rules));
    return id;
  }

  /** Whether another application event fits into this second. */
  takeEvent(): boolean {
    return this.#events.tryTake(this.#rules.eventsPerSecond);
  }

  /** Whether another deletion fits into this second. */
  takeDelete(): boolean {
    return this.#deletes.tryTake(this.#rules.deletesPerSecond);
  }

  /** Whether the room has seen the message is not asked: the service keeps no messages. */
  deleteMessage(messageId: string, reason: string | undefined, requestId = ''): string {
    return this.publishEvent('aws:DELETE_MESSAGE', deleteEventAttributes(messageId, reason, this.#rules), requestId);
  }

  /** Everybody hears of it; then every connection of the user is closed. */
  disconnectUser(userId: string, reason: string | undefined, requestId = ''): void {
    this.publishEvent('aws:DISCONNECT_USER', disconnectEventAttributes(userId, reason), requestId);
    for (const socket of this.members.keys()) {
      if (socket.info.userId === userId) socket.close(this.#rules.kickCloseCode);
    }
  }

  async #obey(socket: SandboxSocket, fields: ReadonlyMap<string, unknown> | undefined): Promise<void> {
    const member = this.members.get(socket);
    if (member === undefined) return;
    if (socket.isSessionOver) throw new RequestRefusal(401, 'The session has expired');
    if (!member.requests.tryTake(this.#rules.requestsPerSecond)) throw new RequestRefusal(429, 'Too many requests on this connection');
    const envelope = readEnvelope(fields);
    const fault = this.#faults.requests.take(
      ({ target, action }) => isTarget(target, socket.info) && (action === undefined || action === envelope.action),
    );
    if (fault !== undefined) {
      if (fault.answer !== undefined) throw new RequestRefusal(fault.answer.errorCode, fault.answer.errorMessage);
      return;
    }
    if (!socket.info.capabilities.includes(envelope.action)) throw new RequestRefusal(403, `The token does not allow ${envelope.action}`);
    await this.#perform(readRequest(envelope, this.#rules), socket, member.sender);
  }

  async #perform(request: ClientRequest, socket: SandboxSocket, sender: Sender): Promise<void> {
    switch (request.action) {
      case 'SEND_MESSAGE':
        if (!this.#messages.tryTake(this.#rules.messagesPerSecond)) throw new RequestRefusal(429, 'Too many messages in this room');
        if (this.#rules.review === undefined) this.publish({ ...request, sender });
        else await this.#publishReviewed(request, socket, sender);
        return;
      case 'DELETE_MESSAGE':
        if (!this.takeDelete()) throw new RequestRefusal(429, 'Too many deletions in this room');
        this.deleteMessage(request.id, request.reason, request.requestId);
        return;
      case 'DISCONNECT_USER':
        this.disconnectUser(request.userId, request.reason, request.requestId);
    }
  }

  async #publishReviewed(
    { content, attributes, requestId }: ClientRequest & { action: 'SEND_MESSAGE' },
    socket: SandboxSocket,
    sender: Sender,
  ): Promise<void> {
    const id = createId();
    const verdict = await this.#review({ roomArn: this.arn, messageId: id, content, attributes, sender });
    if (verdict.result === 'deny') throw new RequestRefusal(406, verdict.reason ?? 'Rejected by the message review');
    // A message whose author was sent away meanwhile must not appear after that.
    if (socket.isLeaving) return;
    this.publish({ id, requestId, sender, content: verdict.content ?? content, attributes: verdict.attributes ?? attributes });
  }

  async #review(request: ReviewRequest): Promise<ReviewVerdict> {
    const { review, reviewFallback, reviewTimeoutMs, maxMessageLength } = this.#rules;
    const fallback: ReviewVerdict = { result: reviewFallback };
    let timer: unknown;
    const late = new Promise<ReviewVerdict>((resolve) => {
      timer = this.#clock.setTimeout(() => resolve(fallback), reviewTimeoutMs);
    });
    try {
      const verdict = await Promise.race([late, Promise.resolve(request).then((message) => review?.(message) ?? fallback)]);
      const length = verdict.result === 'allow' && verdict.content !== undefined ? countCodePoints(verdict.content) : 1;
      return length >= 1 && length <= maxMessageLength ? verdict : fallback;
    } catch {
      return fallback;
    } finally {
      this.#clock.clearTimeout(timer);
    }
  }

  #sendTime(): string {
    return formatSendTime(this.#clock.now(), this.#rules.sendTimeDigits);
  }

  #broadcast(frame: string): void {
    const bytes = Buffer.from(frame);
    for (const socket of this.members.keys()) socket.send(bytes);
  }
}
