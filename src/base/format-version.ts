/** Version of every JSON output: a minor one adds, a reader refuses an unknown major one. */
export const formatVersion = '1.0';
