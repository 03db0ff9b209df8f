'use strict';

const mri = require('mri');
const ms = require('ms');
const pc = require('picocolors');
const semver = require('semver');
const { v4 } = require('@lukeed/uuid');

const { name = 'world' } = mri(process.argv.slice(2));

console.log(pc.bold(`Hello, ${name}!`));
console.log(`Two hours are ${ms('2h')} milliseconds.`);
console.log(`1.10.0 is newer than 1.9.0: ${semver.gt('1.10.0', '1.9.0')}`);
console.log(`A fresh identifier has ${v4().length} characters.`);
