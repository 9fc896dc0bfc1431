module.exports = require('../../scripts/eslint').forWorkspace(__dirname);
