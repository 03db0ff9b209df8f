package dev.hermetic.formats.containerfile;

/**
 * One instruction of a Containerfile, its lines joined.
 *
 * @param line where it begins, from 1
 * @param keyword its keyword in upper case
 * @param rest what follows the keyword, without blanks around it
 */
public record Instruction(int line, String keyword, String rest) {}
