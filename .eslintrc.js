module.exports = require('./scripts/eslint').forRoot(__dirname);
