package dev.hermetic.rpm.lock.input;

/**
 * One instruction of a Containerfile, its lines joined.
 *
 * @param line where it begins
 * @param keyword its keyword in upper case
 * @param rest what follows the keyword
 */
record Instruction(int line, String keyword, String rest) {}
