package com.acme.shop.common;

public final class ArticleNumbers {

    private ArticleNumbers() {
    }

    /** The last digit is the sum of the others, modulo ten. */
    public static boolean valid(String number) {
        int sum = 0;
        for (char digit : number.substring(0, number.length() - 1).toCharArray()) {
            sum += digit - '0';
        }
        return sum % 10 == number.charAt(number.length() - 1) - '0';
    }
}
