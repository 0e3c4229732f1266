import fc from 'fast-check';

/** The gate tries the same cases at each run, so that only a change can turn it red; everywhere else each run tries new ones, and prints the seed of what fails. */
if (process.env['CI']) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_130 });
