/** Every code a user can meet. Filled in phase by phase; see the entries for the words. */
export type Code = string;
