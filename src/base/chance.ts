/** A source of chance, from 0 up to 1: tests bring their own. */
export type Chance = () => number;
