/** What a function needs to send letters, beside what it needs for itself. */
export const letterTables = { letters: ['PutItem'], sending: ['Query', 'PutItem'] } as const;
