/** The account of a local cloud whose seed names no other: 16 digits, not a real one. */
export const localAccount = '1234567890123456';

/** The fixed key of the local cloud. It gives access to nothing else, so that it need not be secret. */
export const localKey = { id: 'LTAI-snapspec-local', secret: 'snapspec-local-cloud-secret' } as const;
