/** Storage refused the file: its form had expired, or it is not the file that was announced. */
export class FileNotTaken extends Error {
  constructor() {
    super('storage did not take the file');
    this.name = 'FileNotTaken';
  }
}
