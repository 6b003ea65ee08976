import { terminal } from '../../escape/terminal.ts';
import type { ApplyEvent } from '../../plan/receipt.ts';

/** An event as one line of progress; undefined for what the receipt shows. */
export function eventLine(event: ApplyEvent): string | undefined {
  switch (event.type) {
    case 'started':
      return `${terminal(event.operation.address)}: ${event.operation.why} …`;
    case 'waiting':
      return `${terminal(event.operation.address)}: waiting ${event.seconds} s: ${terminal(event.why)}`;
    case 'settling':
      return `${event.what} …`;
    case 'ended':
      return undefined;
    default:
      return event satisfies never;
  }
}
