/** The codes that a finding can have, sorted. */
declare const codes: readonly string[];
export default codes;
/** Those that only a look at the cloud can find. */
export declare const liveCodes: readonly string[];
