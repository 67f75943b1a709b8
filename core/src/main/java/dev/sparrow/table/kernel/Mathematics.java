/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.table.kernel;

/// Functions of mathematics over `double`.
public final class Mathematics {
    private static final double LN_2 = Math.log(2);

    private Mathematics() {}

    @Sql(
            value = {"sqrt(double) double"},
            does = "The square root.")
    public static double sqrt(double value) {
        if (value < 0) {
            throw Failures.refused("There is no square root of " + value + ": it is less than 0.");
        }
        return Math.sqrt(value);
    }

    @Sql(
            value = {"cbrt(double) double"},
            does = "The cube root.")
    public static double cbrt(double value) {
        return Math.cbrt(value);
    }

    @Sql(
            value = {"exp(double) double"},
            does = "The power of e.")
    public static double exp(double value) {
        return Math.exp(value);
    }

    @Sql(
            value = {"ln(double) double"},
            does = "The natural logarithm.")
    public static double ln(double value) {
        return Math.log(positive(value));
    }

    @Sql(
            value = {"log(double) double", "log10(double) double"},
            does = "The logarithm to base 10.")
    public static double log10(double value) {
        return Math.log10(positive(value));
    }

    @Sql(
            value = {"log2(double) double"},
            does = "The logarithm to base 2.")
    public static double log2(double value) {
        return Math.log(positive(value)) / LN_2;
    }

    @Sql(
            value = {"log(double, double) double"},
            does = "The logarithm of the second to the base of the first.")
    public static double log(double base, double value) {
        return Math.log10(positive(value)) / Math.log10(positive(base));
    }

    private static double positive(double value) {
        if (value <= 0) {
            throw Failures.refused("There is no logarithm of " + value + ": it is not greater than 0.");
        }
        return value;
    }

    @Sql(
            value = {
                "pow(double, double) double",
                "power(double, double) double",
                "**(double, double) double",
                "^(double, double) double"
            },
            does = "The power.")
    public static double pow(double base, double exponent) {
        return Math.pow(base, exponent);
    }

    @Sql(
            value = {"floor(double) double"},
            does = "The greatest whole number that is not greater.")
    public static double floor(double value) {
        return Math.floor(value);
    }

    @Sql(
            value = {"ceil(double) double", "ceiling(double) double"},
            does = "The least whole number that is not less.")
    public static double ceil(double value) {
        return Math.ceil(value);
    }

    @Sql(
            value = {"trunc(double) double"},
            does = "The number without its fraction.")
    public static double trunc(double value) {
        return value < 0 ? Math.ceil(value) : Math.floor(value);
    }

    @Sql(
            value = {"round(double) double"},
            does = "The nearest whole number; halves go away from zero.")
    public static double round(double value) {
        return Math.copySign(Math.floor(Math.abs(value) + 0.5), value);
    }

    @Sql(
            value = {"round(double, int) double"},
            does = "The number rounded to so many digits behind the point; halves go away from zero.")
    public static double round(double value, int digits) {
        if (digits < 0) {
            var unit = Math.pow(10, -digits);
            var rounded = round(value / unit) * unit;
            return Double.isFinite(rounded) ? rounded : 0;
        }
        var unit = Math.pow(10, digits);
        var rounded = round(value * unit) / unit;
        return Double.isFinite(rounded) ? rounded : value;
    }

    @Sql(
            value = {"round_even(double, int) double"},
            does = "The number rounded to so many digits behind the point; halves go to the even one.")
    public static double roundEven(double value, int digits) {
        var unit = Math.pow(10, digits);
        return Math.rint(value * unit) / unit;
    }

    @Sql(
            value = {"sin(double) double"},
            does = "The sine.")
    public static double sin(double value) {
        return Math.sin(value);
    }

    @Sql(
            value = {"cos(double) double"},
            does = "The cosine.")
    public static double cos(double value) {
        return Math.cos(value);
    }

    @Sql(
            value = {"tan(double) double"},
            does = "The tangent.")
    public static double tan(double value) {
        return Math.tan(value);
    }

    @Sql(
            value = {"cot(double) double"},
            does = "The cotangent.")
    public static double cot(double value) {
        return 1 / Math.tan(value);
    }

    @Sql(
            value = {"asin(double) double"},
            does = "The angle of a sine.")
    public static double asin(double value) {
        return Math.asin(unit(value, "asin"));
    }

    @Sql(
            value = {"acos(double) double"},
            does = "The angle of a cosine.")
    public static double acos(double value) {
        return Math.acos(unit(value, "acos"));
    }

    private static double unit(double value, String function) {
        if (value < -1 || value > 1) {
            throw Failures.refused(function + " takes numbers from -1 to 1, not " + value + ".");
        }
        return value;
    }

    @Sql(
            value = {"atan(double) double"},
            does = "The angle of a tangent.")
    public static double atan(double value) {
        return Math.atan(value);
    }

    @Sql(
            value = {"atan2(double, double) double"},
            does = "The angle of a point, given y and x.")
    public static double atan2(double y, double x) {
        return Math.atan2(y, x);
    }

    @Sql(
            value = {"sinh(double) double"},
            does = "The hyperbolic sine.")
    public static double sinh(double value) {
        return Math.sinh(value);
    }

    @Sql(
            value = {"cosh(double) double"},
            does = "The hyperbolic cosine.")
    public static double cosh(double value) {
        return Math.cosh(value);
    }

    @Sql(
            value = {"tanh(double) double"},
            does = "The hyperbolic tangent.")
    public static double tanh(double value) {
        return Math.tanh(value);
    }

    @Sql(
            value = {"degrees(double) double"},
            does = "An angle in degrees.")
    public static double degrees(double value) {
        return Math.toDegrees(value);
    }

    @Sql(
            value = {"radians(double) double"},
            does = "An angle in radians.")
    public static double radians(double value) {
        return Math.toRadians(value);
    }

    @Sql(
            value = {"pi() double"},
            does = "The number pi.")
    public static double pi() {
        return Math.PI;
    }

    @Sql(
            value = {"isnan(double) boolean"},
            does = "Whether it is no number.")
    public static boolean isNan(double value) {
        return Double.isNaN(value);
    }

    @Sql(
            value = {"isinf(double) boolean"},
            does = "Whether it is infinite.")
    public static boolean isInfinite(double value) {
        return Double.isInfinite(value);
    }

    @Sql(
            value = {"isfinite(double) boolean"},
            does = "Whether it is a number that is not infinite.")
    public static boolean isFinite(double value) {
        return Double.isFinite(value);
    }

    @Sql(
            value = {"even(double) double"},
            does = "The next even number away from zero.")
    public static double even(double value) {
        var up = Math.ceil(Math.abs(value));
        return Math.copySign(up % 2 == 0 ? up : up + 1, value);
    }

    @Sql(
            value = {"factorial(int) bigint", "!(int) bigint"},
            does = "The product of the numbers from 1.")
    public static long factorial(int value) {
        var product = 1L;
        for (var factor = 2; factor <= value; factor++) {
            product = Numbers.multiply(product, factor);
        }
        return product;
    }
}
