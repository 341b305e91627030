import type {} from 'ivs-chat-elements/types/react';
