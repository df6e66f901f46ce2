package com.acme.shop.common;

import java.util.Locale;
import java.util.ResourceBundle;

public final class Texts {

    private static final String OWN = "com.acme.shop.common.texts";

    private Texts() {
    }

    public static String of(String bundle, String key, Locale locale) {
        return ResourceBundle.getBundle(bundle, locale).getString(key);
    }

    public static String greeting(Locale locale) {
        return ResourceBundle.getBundle(OWN, locale).getString("greeting");
    }
}
