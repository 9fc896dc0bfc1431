export { gitUser } from './authentication';
export { GitMissingError } from './runGit';
export { startGitHost } from './startGitHost';
