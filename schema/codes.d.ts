/** The codes that a finding can have, sorted. */
declare const codes: readonly string[];
export default codes;
