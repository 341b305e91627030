import type {} from 'ivs-chat-elements/types/preact';
