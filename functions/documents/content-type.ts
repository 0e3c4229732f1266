import { fileTypeFromBuffer } from 'file-type';

/** The media type that the bytes of a file show; undefined for what shows none, such as plain text. */
export const contentType = async (bytes: Uint8Array): Promise<string | undefined> => (await fileTypeFromBuffer(bytes))?.mime;
