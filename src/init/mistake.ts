/** A mistake that people make, in the example that ships: more days than the service takes. */
export const mistake = { from: 'retentionDays: 14', to: 'retentionDays: 70000' } as const;
