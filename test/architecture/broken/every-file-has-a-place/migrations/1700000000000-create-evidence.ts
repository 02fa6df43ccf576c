export const migration = 'migrations have no subfolders';
