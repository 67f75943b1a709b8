/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

/// Arithmetic of whole and binary numbers. A result out of the range of its type is an error that names the operands.
public final class Numbers {
    private Numbers() {}

    @Sql(
            value = {"+(tinyint, tinyint) tinyint"},
            does = "The sum.")
    public static int addTiny(int left, int right) {
        return tiny(left + right, left, "+", right);
    }

    @Sql(
            value = {"-(tinyint, tinyint) tinyint"},
            does = "The difference.")
    public static int subtractTiny(int left, int right) {
        return tiny(left - right, left, "-", right);
    }

    @Sql(
            value = {"*(tinyint, tinyint) tinyint"},
            does = "The product.")
    public static int multiplyTiny(int left, int right) {
        return tiny(left * right, left, "*", right);
    }

    private static int tiny(int result, int left, String operator, int right) {
        if (result != (byte) result) {
            throw Failures.overflow("tinyint", left, operator, right);
        }
        return result;
    }

    @Sql(
            value = {"+(smallint, smallint) smallint"},
            does = "The sum.")
    public static int addSmall(int left, int right) {
        return small(left + right, left, "+", right);
    }

    @Sql(
            value = {"-(smallint, smallint) smallint"},
            does = "The difference.")
    public static int subtractSmall(int left, int right) {
        return small(left - right, left, "-", right);
    }

    @Sql(
            value = {"*(smallint, smallint) smallint"},
            does = "The product.")
    public static int multiplySmall(int left, int right) {
        return small(left * right, left, "*", right);
    }

    private static int small(int result, int left, String operator, int right) {
        if (result != (short) result) {
            throw Failures.overflow("smallint", left, operator, right);
        }
        return result;
    }

    @Sql(
            value = {"+(int, int) int", "add(int, int) int"},
            does = "The sum.")
    public static int add(int left, int right) {
        var sum = left + right;
        if (((left ^ sum) & (right ^ sum)) < 0) {
            throw Failures.overflow("int", left, "+", right);
        }
        return sum;
    }

    @Sql(
            value = {"+(bigint, bigint) bigint", "add(bigint, bigint) bigint"},
            does = "The sum.")
    public static long add(long left, long right) {
        var sum = left + right;
        if (((left ^ sum) & (right ^ sum)) < 0) {
            throw Failures.overflow("bigint", left, "+", right);
        }
        return sum;
    }

    @Sql(
            value = {"+(float, float) float"},
            does = "The sum.")
    public static float add(float left, float right) {
        return left + right;
    }

    @Sql(
            value = {"+(double, double) double", "add(double, double) double"},
            does = "The sum.")
    public static double add(double left, double right) {
        return left + right;
    }

    @Sql(
            value = {"-(int, int) int", "subtract(int, int) int"},
            does = "The difference.")
    public static int subtract(int left, int right) {
        var difference = left - right;
        if (((left ^ right) & (left ^ difference)) < 0) {
            throw Failures.overflow("int", left, "-", right);
        }
        return difference;
    }

    @Sql(
            value = {"-(bigint, bigint) bigint", "subtract(bigint, bigint) bigint"},
            does = "The difference.")
    public static long subtract(long left, long right) {
        var difference = left - right;
        if (((left ^ right) & (left ^ difference)) < 0) {
            throw Failures.overflow("bigint", left, "-", right);
        }
        return difference;
    }

    @Sql(
            value = {"-(float, float) float"},
            does = "The difference.")
    public static float subtract(float left, float right) {
        return left - right;
    }

    @Sql(
            value = {"-(double, double) double", "subtract(double, double) double"},
            does = "The difference.")
    public static double subtract(double left, double right) {
        return left - right;
    }

    @Sql(
            value = {"*(int, int) int", "multiply(int, int) int"},
            does = "The product.")
    public static int multiply(int left, int right) {
        var product = (long) left * right;
        if (product != (int) product) {
            throw Failures.overflow("int", left, "*", right);
        }
        return (int) product;
    }

    @Sql(
            value = {"*(bigint, bigint) bigint", "multiply(bigint, bigint) bigint"},
            does = "The product.")
    public static long multiply(long left, long right) {
        var product = left * right;
        if (Math.multiplyHigh(left, right) != product >> 63) {
            throw Failures.overflow("bigint", left, "*", right);
        }
        return product;
    }

    @Sql(
            value = {"*(float, float) float"},
            does = "The product.")
    public static float multiply(float left, float right) {
        return left * right;
    }

    @Sql(
            value = {"*(double, double) double", "multiply(double, double) double"},
            does = "The product.")
    public static double multiply(double left, double right) {
        return left * right;
    }

    @Sql(
            value = {"/(float, float) float"},
            does = "The quotient.")
    public static float divide(float left, float right) {
        return left / right;
    }

    @Sql(
            value = {"/(double, double) double", "fdiv(double, double) double"},
            does = "The quotient, with a fraction.")
    public static double divide(double left, double right) {
        return left / right;
    }

    @Sql(
            value = {"//(int, int) int", "divide(int, int) int"},
            does = "The quotient without its fraction; null for a divisor of 0.",
            mayReturnNull = true)
    public static Integer divideWhole(int left, int right) {
        if (right == 0) {
            return null;
        }
        if (left == Integer.MIN_VALUE && right == -1) {
            throw Failures.overflow("int", left, "//", right);
        }
        return left / right;
    }

    @Sql(
            value = {"//(bigint, bigint) bigint", "divide(bigint, bigint) bigint"},
            does = "The quotient without its fraction; null for a divisor of 0.",
            mayReturnNull = true)
    public static Long divideWhole(long left, long right) {
        if (right == 0) {
            return null;
        }
        if (left == Long.MIN_VALUE && right == -1) {
            throw Failures.overflow("bigint", left, "//", right);
        }
        return left / right;
    }

    @Sql(
            value = {"//(double, double) double"},
            does = "The quotient, rounded down.")
    public static double divideWhole(double left, double right) {
        return Math.floor(left / right);
    }

    @Sql(
            value = {"%(int, int) int", "mod(int, int) int"},
            does = "The rest of a division, with the sign of the dividend; null for a divisor of 0.",
            mayReturnNull = true)
    public static Integer rest(int left, int right) {
        return right == 0 ? null : (Integer) (left % right);
    }

    @Sql(
            value = {"%(bigint, bigint) bigint", "mod(bigint, bigint) bigint"},
            does = "The rest of a division, with the sign of the dividend; null for a divisor of 0.",
            mayReturnNull = true)
    public static Long rest(long left, long right) {
        return right == 0 ? null : (Long) (left % right);
    }

    @Sql(
            value = {"%(double, double) double", "mod(double, double) double", "fmod(double, double) double"},
            does = "The rest of a division, with the sign of the dividend.")
    public static double rest(double left, double right) {
        return left % right;
    }

    @Sql(
            value = {"-(int) int", "negate(int) int"},
            does = "The number with the other sign.")
    public static int negate(int value) {
        if (value == Integer.MIN_VALUE) {
            throw Failures.overflow("int", "", "-", value);
        }
        return -value;
    }

    @Sql(
            value = {"-(bigint) bigint", "negate(bigint) bigint"},
            does = "The number with the other sign.")
    public static long negate(long value) {
        if (value == Long.MIN_VALUE) {
            throw Failures.overflow("bigint", "", "-", value);
        }
        return -value;
    }

    @Sql(
            value = {"-(float) float"},
            does = "The number with the other sign.")
    public static float negate(float value) {
        return -value;
    }

    @Sql(
            value = {"-(double) double", "negate(double) double"},
            does = "The number with the other sign.")
    public static double negate(double value) {
        return -value;
    }

    @Sql(
            value = {"abs(int) int", "@(int) int"},
            does = "The number without its sign.")
    public static int abs(int value) {
        return value < 0 ? negate(value) : value;
    }

    @Sql(
            value = {"abs(bigint) bigint", "@(bigint) bigint"},
            does = "The number without its sign.")
    public static long abs(long value) {
        return value < 0 ? negate(value) : value;
    }

    @Sql(
            value = {"abs(float) float"},
            does = "The number without its sign.")
    public static float abs(float value) {
        return Math.abs(value);
    }

    @Sql(
            value = {"abs(double) double", "@(double) double"},
            does = "The number without its sign.")
    public static double abs(double value) {
        return Math.abs(value);
    }

    @Sql(
            value = {"sign(bigint) tinyint"},
            does = "-1, 0 or 1.")
    public static int sign(long value) {
        return Long.signum(value);
    }

    @Sql(
            value = {"sign(double) tinyint"},
            does = "-1, 0 or 1.")
    public static int sign(double value) {
        return value > 0 ? 1 : value < 0 ? -1 : 0;
    }

    @Sql(
            value = {"&(int, int) int"},
            does = "The bits that both have.")
    public static int and(int left, int right) {
        return left & right;
    }

    @Sql(
            value = {"&(bigint, bigint) bigint"},
            does = "The bits that both have.")
    public static long and(long left, long right) {
        return left & right;
    }

    @Sql(
            value = {"|(int, int) int"},
            does = "The bits that one has.")
    public static int or(int left, int right) {
        return left | right;
    }

    @Sql(
            value = {"|(bigint, bigint) bigint"},
            does = "The bits that one has.")
    public static long or(long left, long right) {
        return left | right;
    }

    @Sql(
            value = {"xor(int, int) int"},
            does = "The bits that only one has.")
    public static int xor(int left, int right) {
        return left ^ right;
    }

    @Sql(
            value = {"xor(bigint, bigint) bigint"},
            does = "The bits that only one has.")
    public static long xor(long left, long right) {
        return left ^ right;
    }

    @Sql(
            value = {"~(int) int"},
            does = "The bits that it does not have.")
    public static int not(int value) {
        return ~value;
    }

    @Sql(
            value = {"~(bigint) bigint"},
            does = "The bits that it does not have.")
    public static long not(long value) {
        return ~value;
    }

    @Sql(
            value = {"<<(bigint, bigint) bigint"},
            does = "The bits moved up.")
    public static long shiftLeft(long value, long by) {
        if (by < 0 || value < 0 || (by > 0 && value != 0 && by >= Long.numberOfLeadingZeros(value))) {
            throw Failures.overflow("bigint", value, "<<", by);
        }
        return by >= Long.SIZE ? 0 : value << by;
    }

    @Sql(
            value = {">>(bigint, bigint) bigint"},
            does = "The bits moved down.")
    public static long shiftRight(long value, long by) {
        return by < 0 || by >= Long.SIZE ? 0 : value >> by;
    }

    @Sql(
            value = {"bit_count(bigint) tinyint"},
            does = "How many bits are set.")
    public static int bitCount(long value) {
        return Long.bitCount(value);
    }

    @Sql(
            value = {"gcd(bigint, bigint) bigint", "greatest_common_divisor(bigint, bigint) bigint"},
            does = "The greatest number that divides both.")
    public static long gcd(long left, long right) {
        var a = Math.abs(left);
        var b = Math.abs(right);
        while (b != 0) {
            var rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    @Sql(
            value = {"lcm(bigint, bigint) bigint", "least_common_multiple(bigint, bigint) bigint"},
            does = "The least number that both divide.")
    public static long lcm(long left, long right) {
        return left == 0 || right == 0 ? 0 : abs(multiply(left / gcd(left, right), right));
    }
}
