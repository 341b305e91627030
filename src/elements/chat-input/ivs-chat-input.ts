import { LitElement, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { setStates } from '../custom-states.js';
import { defineElement } from '../define.js';
import type { RoomContext } from '../room-context.js';
import { RoomLink } from '../room-link.js';
import { defaultStrings, type Strings } from '../strings.js';
import { themeStyles } from '../theme.styles.js';
import { DraftSender } from './draft-sender.js';
import { isSendKey } from './input-keys.js';
import { closedReason, closedText, type ClosedReason, type InputProblem } from './input-problem.js';
import { counter, sendButton } from './input-templates.js';
import { inputStyles } from './ivs-chat-input.styles.js';
import { countCodePoints, isCounterShown, limitBand, maxLengthIn } from './message-length.js';
import { insertAtCaret, plainText, rowsOr } from './text-box.js';

const DEFAULT_MAX_ROWS = 5;

/**
 * Where a message is written. Stands in an `<ivs-chat-room>`, names one with `for`, or works alone: text in, `ivs-chat-send` out.
 * It takes part in forms, and never loses what was typed: a message that is refused stays in the box, with the reason under it.
 *
 * @tagname ivs-chat-input
 *
 * @fires {IvsChatBeforeSendEvent} ivs-chat-before-send - Somebody sends. Its text and attributes may be rewritten; cancel it to keep the draft and send nothing.
 * @fires {IvsChatSendEvent} ivs-chat-send - Without a room: the message. The draft clears unless it is cancelled.
 * @fires {InputEvent} input - The draft was edited by a person.
 * @fires {Event} change - The draft was edited, and the box lost the focus.
 *
 * @csspart base - The frame around the box and the button.
 * @csspart textarea - The box.
 * @csspart send-button - The button that sends.
 * @csspart counter - The number of characters that are left.
 * @csspart error - The line that says why a message was not sent.
 *
 * @cssproperty [--ivs-chat-input-bg=light-dark(#f5f6f9, #1f2126)] - Ground of the box.
 * @cssproperty [--ivs-chat-input-border=light-dark(#8d919d, #6d717c)] - Border of the box.
 * @cssproperty [--ivs-chat-button-bg=var(--ivs-chat-accent)] - Ground of the button.
 * @cssproperty [--ivs-chat-accent=light-dark(#5b45e0, #9585ff)] - What can be pressed, and the focus.
 * @cssproperty [--ivs-chat-accent-fg=light-dark(#ffffff, #14121f)] - What stands on the accent.
 * @cssproperty [--ivs-chat-danger=light-dark(#c32f3d, #ff7d87)] - Trouble.
 * @cssproperty [--ivs-chat-fg=light-dark(#1a1b20, #e9eaee)] - Text.
 * @cssproperty [--ivs-chat-muted-fg=light-dark(#626672, #9b9faa)] - Placeholder, counter and help.
 * @cssproperty [--ivs-chat-border=light-dark(#e2e4ea, #2b2d34)] - Border of a closed box.
 * @cssproperty [--ivs-chat-radius=14px] - Radius; the box uses at most 12px of it.
 * @cssproperty [--ivs-chat-font=system-ui] - Font family.
 * @cssproperty [--ivs-chat-font-size=14px] - Font size; at least 16px in the box where fingers point.
 *
 * @cssState composing - An input method is composing.
 * @cssState over-limit - The draft is longer than a message may be.
 */
export class IvsChatInput extends LitElement {
  static readonly formAssociated = true;
  static override readonly shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override readonly styles = [themeStyles, inputStyles];
  static override readonly properties: PropertyDeclarations = {
    htmlFor: { attribute: 'for' },
    name: { reflect: true, useDefault: true },
    placeholder: {},
    disabled: { type: Boolean },
    readOnly: { type: Boolean, reflect: true, attribute: 'readonly' },
    required: { type: Boolean, reflect: true },
    maxRows: { type: Number, attribute: 'max-rows' },
    enter: {},
    counter: {},
    value: { attribute: false },
    defaultValue: { attribute: 'value' },
  };

  /** Id of the `<ivs-chat-room>` to write to, when the input does not stand inside it. */
  htmlFor = '';

  /** Name of the draft in a form. */
  name = '';

  /** Text of an empty box. Without it the box says "Send a message". */
  placeholder = '';

  /** Shows its draft and takes no text. */
  readOnly = false;

  /** Its form is valid only with some text in the box. */
  required = false;

  /** Lines that the box grows to before it scrolls; at least 1. */
  maxRows = DEFAULT_MAX_ROWS;

  /** What Enter does. With `send`, Shift+Enter starts a line; with `newline`, Ctrl+Enter or Cmd+Enter sends. */
  enter: 'send' | 'newline' = 'send';

  /** When the number of characters left is shown: `auto` is at 50 and fewer. */
  counter: 'auto' | 'always' | 'off' = 'auto';

  readonly #internals = this.attachInternals();
  readonly #link = new RoomLink(
    this,
    () => {},
    // A room says more than a hundred things a second: an input that settles nothing is not drawn for each of them.
    () => this.#problem?.isSettled() && this.requestUpdate(),
  );
  readonly #sender = new DraftSender(
    this,
    this.#link,
    () => this.#isInert,
    (problem) => this.#tell(problem),
  );
  #value = '';
  #defaultValue = '';
  #length = 0;
  /** The text was edited or set, so the `value` attribute no longer decides it. */
  #isDirty = false;
  #isFieldsetDisabled = false;
  #problem: InputProblem | undefined;
  #announced = { band: 0, text: '' };

  /** The draft. Setting it fires nothing. Line breaks become `\n`, as in a `<textarea>`. */
  get value(): string {
    return this.#value;
  }
  set value(value: string) {
    this.#isDirty = true;
    this.#setValue(value);
  }

  /** The draft that the box starts with and a form's reset goes back to. */
  get defaultValue(): string {
    return this.#defaultValue;
  }
  set defaultValue(value: string) {
    this.#defaultValue = plainText(value);
    if (!this.#isDirty) this.#setValue(this.#defaultValue);
  }

  /**
   * Cannot be used or focused, and takes no part in its form.
   *
   * @default false
   * @reflect
   */
  // The attribute is what the browser judges, together with a fieldset. Were it only reflected, the box would hear of that too late.
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', Boolean(disabled));
  }

  /** Length of the draft in Unicode code points. */
  get length(): number {
    return this.#length;
  }

  /** How many Unicode code points may still be written; negative over the limit, which is the room's, or 500. */
  get remaining(): number {
    return this.#maxLength - this.#length;
  }

  /** The form it belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }
  /** The labels that name it. */
  get labels(): NodeList {
    return this.#internals.labels;
  }
  /** Whether the draft is valid, and why not. */
  get validity(): ValidityState {
    return this.#internals.validity;
  }
  /** What the browser says when the draft is not valid; else `''`. */
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }
  /** Whether its form checks it. */
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }
  /** Returns whether the draft is valid; if not, fires `invalid`. */
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }
  /** The same, and the browser shows why the draft is not valid. */
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Focuses the box. */
  override focus(options?: FocusOptions): void {
    if (this.#textarea) this.#textarea.focus(options);
    else void this.updateComplete.then(() => this.#textarea?.focus(options));
  }

  /**
   * Sends the draft as if the button was pressed. Blank text is not sent, quietly; text that cannot be sent stays in the box, with the
   * reason under it.
   * @returns whether the message was handed over. In a room it can still fail: then the list keeps it.
   */
  send(): boolean {
    return this.#sender.send();
  }

  /** Empties the box and takes back what the line under it says. Fires nothing. */
  clear(): void {
    this.#isDirty = true;
    this.#setValue('');
    this.#tell(undefined);
  }

  /** Writes at the caret, in place of a selection, as if it was typed: it can be undone. Nothing happens where nobody can write. */
  insertText(text: string): void {
    const plain = plainText(text);
    const textarea = this.#textarea;
    if (plain === '' || this.#isInert) return;
    if (!textarea) return void (this.value += plain);
    // The box may not show the latest value yet.
    if (textarea.value !== this.#value) textarea.value = this.#value;
    insertAtCaret(textarea, plain, this.shadowRoot?.activeElement === textarea);
  }

  /** @internal */
  formResetCallback(): void {
    this.clear();
    this.#isDirty = false;
    this.#setValue(this.#defaultValue);
  }

  /** @internal */
  formDisabledCallback(isDisabled: boolean): void {
    this.#isFieldsetDisabled = isDisabled;
    this.requestUpdate();
  }

  /** @internal */
  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (typeof state === 'string') this.value = state;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    setStates(this.#internals, { composing: false });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('htmlFor')) this.#link.update();
    // On its way to another place it has no room that could tell.
    if (this.isConnected && this.#problem?.isSettled()) this.#problem = undefined;
    const band = this.counter === 'off' ? 0 : limitBand(this.remaining);
    if (band === this.#announced.band) return;
    this.#announced = { band, text: band === 0 ? '' : this.#strings.charactersLeft(this.remaining) };
  }

  protected override updated(): void {
    const box = this.#textarea;
    // A box that shows the value already keeps its caret, and what an input method is composing.
    if (box && box.value !== this.#value) box.value = this.#value;
    box?.parentElement?.style.setProperty('--_max-rows', String(rowsOr(this.maxRows, DEFAULT_MAX_ROWS)));
    this.#reportState();
  }

  /** The live regions stay, empty or not, or their first words would not be heard. */
  protected override render(): TemplateResult {
    const strings = this.#strings;
    const closed = this.#closed;
    const help = closedText(closed, strings);
    const isOver = this.remaining < 0;
    const hasText = this.#value.trim() !== '';
    return html`
      <div part="base" class="base">
        <div class="field">
          <div class="copy" aria-hidden="true">${`${this.#value} `}</div>
          <textarea
            part="textarea"
            rows="1"
            dir=${this.#value === '' ? nothing : 'auto'}
            autocomplete="off"
            enterkeyhint=${this.enter === 'newline' ? 'enter' : 'send'}
            placeholder=${help || this.placeholder || strings.messagePlaceholder}
            aria-label=${this.#labelText || strings.messageLabel}
            aria-describedby="help error left"
            aria-invalid=${isOver ? 'true' : nothing}
            aria-required=${this.required ? 'true' : nothing}
            ?disabled=${this.#isDisabled}
            ?readonly=${closed !== undefined}
            @input=${this.#onInput}
            @change=${this.#onChange}
            @keydown=${this.#onKeydown}
            @compositionstart=${this.#onComposition}
            @compositionend=${this.#onComposition}
          ></textarea>
        </div>
        ${sendButton(hasText && !isOver, this.#isInert, this.#onSendClick, strings)}
      </div>
      <div class="foot">
        <p id="help" class=${this.#value === '' ? 'visually-hidden' : ''}>${help}</p>
        <p id="error" part="error" class="error" role="status">${closed ? nothing : this.#problem?.text(strings)}</p>
        ${isCounterShown(this.counter, this.remaining) ? counter(this.remaining) : nothing}
      </div>
      <span id="left" class="visually-hidden" role="status">${this.#announced.text}</span>
    `;
  }

  get #room(): RoomContext | undefined {
    return this.#link.room;
  }
  get #strings(): Strings {
    return this.#room?.strings ?? defaultStrings;
  }
  get #maxLength(): number {
    return maxLengthIn(this.#room);
  }
  get #closed(): ClosedReason | undefined {
    return closedReason(this.#room, this.readOnly);
  }
  get #isDisabled(): boolean {
    return this.disabled || this.#isFieldsetDisabled;
  }
  get #isInert(): boolean {
    return this.#isDisabled || this.#closed !== undefined;
  }
  get #textarea(): HTMLTextAreaElement | null {
    return this.shadowRoot?.querySelector('textarea') ?? null;
  }
  get #labelText(): string {
    return Array.from(this.#internals.labels ?? [], (label) => label.textContent?.trim()).join(' ');
  }

  #setValue(value: unknown): void {
    this.#value = plainText(value);
    this.#length = countCodePoints(this.#value);
    this.#internals.setFormValue(this.#value);
    this.#reportState();
    this.requestUpdate();
  }

  /** The line under the box tells a problem until it is settled. */
  #tell(problem: InputProblem | undefined): void {
    this.#problem = problem;
    this.requestUpdate();
  }

  /** Tells the form and the style sheets where the draft stands. */
  #reportState(): void {
    const isOver = this.remaining < 0;
    const isMissing = this.required && this.#value.trim() === '';
    setStates(this.#internals, { 'over-limit': isOver });
    const message = isOver ? this.#strings.messageTooLong(this.#maxLength) : isMissing ? this.#strings.messageRequired : '';
    this.#internals.setValidity({ tooLong: isOver, valueMissing: isMissing }, message, this.#textarea ?? undefined);
  }

  #onInput(event: Event): void {
    this.#isDirty = true;
    this.#setValue((event.target as HTMLTextAreaElement).value);
  }

  /** A `change` event does not leave a shadow root by itself, as `input` does. */
  #onChange(): void {
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || !isSendKey(event, this.enter)) return;
    event.preventDefault();
    if (!event.repeat) this.send();
  }

  #onComposition({ type }: CompositionEvent): void {
    setStates(this.#internals, { composing: type === 'compositionstart' });
  }

  readonly #onSendClick = (event: MouseEvent): void => {
    this.send();
    // A press of the pointer goes on with the next message; whoever pressed a key stays on the button.
    if (event.detail > 0) this.focus();
  };
}

defineElement('ivs-chat-input', IvsChatInput);

declare global {
  interface HTMLElementTagNameMap {
    'ivs-chat-input': IvsChatInput;
  }
}
