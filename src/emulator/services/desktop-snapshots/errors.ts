import type { ServiceError } from '../../model/refused-call.ts';

// ECD publishes no table of error codes. The codes for parameters are those of the gateway; the one
// for a desktop that does not exist is seen in public code; the one for its status is assumed.
export const errors = {
  desktopNotFound: { code: 'InvalidDesktopId.NotFound', status: 404, message: 'The specified DesktopId does not exist.' },
  desktopStatus: {
    code: 'IncorrectDesktopStatus',
    status: 403,
    message: 'The current status of the desktop does not support this operation.',
  },
} as const satisfies { [name: string]: ServiceError };
