import type { ServiceError } from '../../model/refused-call.ts';

const error = (code: string, status: number, message: string): ServiceError => ({ code, status, message });

/** Errors of the operations that attach, detach and delete, in the service's words where a page has them. */
export const lifecycleErrors = {
  diskStatus: error('IncorrectDiskStatus', 403, 'The current disk status does not support this operation.'),
  creatingSnapshot: error(
    'DiskCreatingSnapshot',
    403,
    'The operation is denied due to a snapshot of the specified disk is not completed yet.',
  ),
  deviceInUse: error('InvalidDevice.InUse', 403, 'The specified device has been occupied.'),
  notInSameZone: error('ResourcesNotInSameZone', 403, 'The specified instance and disk are not in the same zone.'),
  notAttached: error('DependencyViolation', 403, 'The specified disk has not been attached on the specified instance.'),
  instanceStatus: error('IncorrectInstanceStatus', 403, 'The current status of the resource does not support this operation.'),
  securityLock: error('InstanceLockedForSecurity', 403, 'The instance is locked due to security.'),
  desktopNotFound: error('InvalidDesktopId.NotFound', 404, 'The specified DesktopId does not exist.'),
} as const satisfies { [name: string]: ServiceError };
