import { expect, test } from 'vitest';
import { EventParser } from '../src/shared/eventStream';

const STREAM = ': beat\r\nid: 7\nevent: records\ndata: {"a":\ndata: 1}\n\nid: 8\ndata: x\r\n\r\n';

test('an event is read whatever the chunks are cut like', () => {
  for (let size = 1; size <= STREAM.length; size++) {
    const parser = new EventParser();
    const events = [];
    for (let i = 0; i < STREAM.length; i += size) events.push(...parser.feed(STREAM.slice(i, i + size)));
    expect(events).toEqual([
      { id: '7', type: 'records', data: '{"a":\n1}' },
      { id: '8', type: 'message', data: 'x' },
    ]);
  }
});

test('a heartbeat is no event', () => {
  expect(new EventParser().feed(': beat\n\n')).toEqual([]);
});
