import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import 'ivs-chat-elements';

@Component({
  selector: 'app-wrong',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <ivs-chat-room (ivs-chat-connect)="hear($event.detail.nobody)"></ivs-chat-room>
    <ivs-chat-room (ivs-chat-conect)="hear($event.detail)"></ivs-chat-room>
    <ivs-chat-room (ivs-chat-message)="count($event.detail.message.content)"></ivs-chat-room>
    <ivs-chat-room #room (click)="room.theme = 'pink'"></ivs-chat-room>
    <!-- What Angular does not notice, as docs/hosts.md says: -->
    <ivs-chat-room [maxMessages]="'many'" [tokenProvidr]="5" theme="pink"></ivs-chat-room>
  `,
})
export class Wrong {
  hear(_text?: string): void {}
  count(_messages: number): void {}
}
