export { gitUser } from './authentication';
export { UnreadableStateError } from './repositoryStore';
export { GitMissingError } from './runGit';
export { startGitHost } from './startGitHost';
