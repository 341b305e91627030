import { afterNextRender, Component, CUSTOM_ELEMENTS_SCHEMA, type ElementRef, signal, viewChild } from '@angular/core';
import type { IvsChatBeforeSendEvent, IvsChatInput, IvsChatLinkClickEvent, TokenAnswer } from 'ivs-chat-elements';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  templateUrl: './app.html',
})
export class App {
  readonly strings = { messagePlaceholder: 'Say it' };
  readonly emotes = { wave: { url: '/wave.svg' } };
  readonly tokenParams = { show: 'synth' };
  readonly tokenProvider = async () => (await (await fetch('/token', { method: 'POST' })).json()) as TokenAnswer;

  readonly open = signal(true);
  readonly label = signal('Lounge');
  readonly readOnly = signal(false);
  readonly ownList = signal(false);
  readonly ownInput = signal(false);
  readonly count = signal(0);
  readonly who = signal('');
  readonly sent = signal('');
  readonly sends = signal(0);
  readonly mounts = signal(0);
  readonly alone = viewChild.required<ElementRef<IvsChatInput>>('alone');
  readonly link = signal('');
  readonly odd = signal<string[]>([]);
  readonly messages = signal([{ id: '1', content: 'One', sender: { userId: 'ada' } }]);
  readonly rooms = signal(['red', 'blue']);

  constructor() {
    afterNextRender(() => {
      this.mounts.update((before) => before + 1);
      this.alone().nativeElement.addEventListener('ivs-chat-send', () => this.sends.update((before) => before + 1));
    });
  }

  beforeSend(event: IvsChatBeforeSendEvent): void {
    if (event.detail.content === 'cancel me') event.preventDefault();
    else event.detail.content += ' (by Angular)';
  }

  linkClick(event: IvsChatLinkClickEvent): void {
    event.preventDefault();
    this.link.set(event.detail.url);
  }

  hear({ type }: Event): void {
    this.odd.update((before) => [...before, type]);
  }

  add(): void {
    this.messages.update((before) => [...before, { id: '2', content: 'Two', sender: { userId: 'ada' } }]);
  }

  changeRooms(change: (rooms: string[]) => string[]): void {
    this.rooms.update(change);
  }

  readonly addRoom = (rooms: string[]) => [...rooms, 'green'];
  readonly dropRoom = (rooms: string[]) => rooms.slice(1);
  readonly turn = (rooms: string[]) => [...rooms].reverse();
}
