/** What an access token must grant to call the API. */
export const API_SCOPE = 'parvis';

/** The `typ` header of an access token (RFC 9068): an id token of the same issuer has another, and is refused. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';
